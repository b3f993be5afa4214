/**
 * TCP connections at the same time, one of them the cloud's. Source: pull request 1350 of
 * particle-iot/device-os, in Device OS since 0.8.0-rc.2.
 */
export const TCP_CONNECTIONS = 10 - 1

/** Servers and UDP sockets at the same time. No figure is documented. */
export const LISTENERS = 5
export const UDP_SOCKETS = 5

/** Bytes a connection takes in before its program reads, and out before they are sent: 7 packets of either. */
export const BUFFER_BYTES = 7 * 1460

/** UDP packets that wait for their program; further ones are lost. */
export const WAITING_PACKETS = 7
