export { synth, SynthError } from './synth.ts';
export type { SynthOptions, SynthResult } from './synth.ts';
export type { TreeChange } from './files.ts';
