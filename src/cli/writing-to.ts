import { OutputError } from '../synth/output-error.ts';

/** Does `work`; what the file system refuses becomes a finding about `folder`. */
export async function writingTo<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new OutputError(
      'out/not-writable',
      {
        path: folder,
        problem: 'the folder cannot be written',
        got: error.message,
        expected: 'a folder, or a place where one can be made',
        fix: 'choose another folder, or make this one writable',
      },
      error,
    );
  }
}
