#pragma once

#include "pinmap.h"
#include "spark_wiring_unavailable.h"

// The chip behind wiring: names that only a program for this one chip can use. There is no chip here.

struct WIRING_UNAVAILABLE("STM32_Pin_Info, a table of the chip's pins,") STM32_Pin_Info;
WIRING_UNAVAILABLE("HAL_Pin_Map(), a table of the chip's pins,") STM32_Pin_Info* HAL_Pin_Map();
WIRING_UNAVAILABLE("PIN_MAP, a table of the chip's pins,") extern STM32_Pin_Info* PIN_MAP;
WIRING_UNAVAILABLE("SystemCoreClock, a register of the chip,") extern uint32_t SystemCoreClock;

#define DEVICE_OS_CHIP_TYPE(name) struct WIRING_UNAVAILABLE(#name ", registers of the chip,") name;
DEVICE_OS_CHIP_TYPE(GPIO_TypeDef)
DEVICE_OS_CHIP_TYPE(GPIO_InitTypeDef)
DEVICE_OS_CHIP_TYPE(TIM_TypeDef)
DEVICE_OS_CHIP_TYPE(TIM_TimeBaseInitTypeDef)
DEVICE_OS_CHIP_TYPE(TIM_OCInitTypeDef)
DEVICE_OS_CHIP_TYPE(ADC_InitTypeDef)
DEVICE_OS_CHIP_TYPE(DMA_InitTypeDef)
DEVICE_OS_CHIP_TYPE(NVIC_InitTypeDef)
#undef DEVICE_OS_CHIP_TYPE

#define DEVICE_OS_CHIP_REGISTERS(name) WIRING_UNAVAILABLE(#name ", registers of the chip,") extern void* const name;
DEVICE_OS_CHIP_REGISTERS(GPIOA)
DEVICE_OS_CHIP_REGISTERS(GPIOB)
DEVICE_OS_CHIP_REGISTERS(GPIOC)
DEVICE_OS_CHIP_REGISTERS(TIM2)
DEVICE_OS_CHIP_REGISTERS(TIM3)
DEVICE_OS_CHIP_REGISTERS(TIM4)
DEVICE_OS_CHIP_REGISTERS(TIM5)
DEVICE_OS_CHIP_REGISTERS(DWT)
DEVICE_OS_CHIP_REGISTERS(SCB)
#undef DEVICE_OS_CHIP_REGISTERS

#define DEVICE_OS_CHIP_CALL(name)                                  \
    template <typename... Arguments>                               \
    WIRING_UNAVAILABLE(#name "(), which sets registers of the chip,") \
    void name(Arguments... arguments);
DEVICE_OS_CHIP_CALL(GPIO_Init)
DEVICE_OS_CHIP_CALL(TIM_Cmd)
DEVICE_OS_CHIP_CALL(TIM_TimeBaseInit)
DEVICE_OS_CHIP_CALL(TIM_ITConfig)
DEVICE_OS_CHIP_CALL(NVIC_Init)
DEVICE_OS_CHIP_CALL(RCC_AHB1PeriphClockCmd)
DEVICE_OS_CHIP_CALL(RCC_APB1PeriphClockCmd)
DEVICE_OS_CHIP_CALL(RCC_APB2PeriphClockCmd)
#undef DEVICE_OS_CHIP_CALL
