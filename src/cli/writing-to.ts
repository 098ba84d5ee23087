import { OutputError } from '../synth/output-error.ts';

/** Does `work`; what the file system refuses becomes a finding about `folder`. */
export async function writingTo<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined || code === undefined) throw error;
    throw new OutputError(
      'out/not-writable',
      {
        path: folder,
        problem: 'the folder cannot be written',
        got: message,
        expected: 'a folder, or a place where one can be made',
        fix: 'choose another folder, or make this one writable',
      },
      error,
    );
  }
}
