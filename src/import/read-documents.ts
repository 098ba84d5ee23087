import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { ImportError } from './import-error.ts';

/** Reads the documents of a JSON or YAML file; a `List` is opened up. Throws an ImportError for a file that cannot be read. */
export function readDocuments(file: string): readonly unknown[] {
  const text = readText(file);
  const documents = file.endsWith('.json') ? [parseJson(file, text)] : parseYaml(file, text);
  return documents.flatMap((document) => {
    if (!isRecord(document)) return [];
    const items = document['items'];
    return typeof document['kind'] === 'string' && document['kind'].endsWith('List') && Array.isArray(items)
      ? (items as unknown[])
      : [document];
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ImportError({
      file,
      what: 'the file cannot be read',
      got: (error as NodeJS.ErrnoException).code ?? String(error),
      expected: 'a readable JSON or YAML file with CustomResourceDefinitions',
      fix: 'check the path',
    });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportError({
      file,
      what: 'the file is not JSON',
      got: (error as Error).message,
      expected: 'one JSON document',
      fix: 'repair the file, or name it .yaml if it is YAML',
    });
  }
}

function parseYaml(file: string, text: string): unknown[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new ImportError({
        file,
        what: 'the file is not YAML',
        got: error.message.split('\n')[0] ?? error.message,
        expected: 'YAML documents separated by ---',
        fix: 'render templates first (helm template, kustomize build) and import the result',
      });
    }
    return document.toJS() as unknown;
  });
}
