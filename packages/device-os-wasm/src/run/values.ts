/** The types that Particle's cloud knows for variables. */
export type VariableType = 'bool' | 'int32' | 'string' | 'double'

export type VariableValue = boolean | number | string
