/** One file of the emitted tree. */
export interface OutputFile {
  /** Relative to the output folder, with `/` between the parts. */
  readonly path: string;
  readonly text: string | Uint8Array;
}

/** What a run would do to the output folder. Every list is sorted by path, by code unit. */
export interface TreeChange {
  readonly added: readonly OutputFile[];
  readonly changed: readonly OutputFile[];
  /** Files of the previous run that are on disk and that this run does not emit. */
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}
