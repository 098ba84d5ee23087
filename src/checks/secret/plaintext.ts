import { at, factsOf, identity } from '../../model/index.ts';
import type { EmittedObject, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Rule } from '../rule.ts';

/** Nothing secret goes into Git as it is. */
export const secretPlaintext: Rule = {
  code: 'secret/plaintext',
  title: 'a Secret with content is encrypted, or declared to hold nothing secret',
  why: 'base64 is no encryption: what is in Git is known to everyone who reads the repository, its mirrors and its backups, and stays in its history.',
  *validate(repository) {
    const open = publicSecrets(repository);
    for (const object of indexOf(repository).byKind('', 'Secret')) {
      if (isEncrypted(object) || open.has(`${object.cluster} ${object.id}`)) continue;
      for (const key of ['data', 'stringData']) {
        const names = Object.keys(at(object.manifest, key) ?? {});
        if (names.length === 0) continue;
        yield found(secretPlaintext.code, object, {
          field: key,
          message: 'the Secret would be published with its content',
          got: `${names.join(', ')} in plain text`,
          expected: 'an ExternalSecret, a SOPS file, or a Secret that somebody else makes',
          fix: 'take the Secret from a store; declare a public-secret fact when it holds nothing secret',
        });
        break;
      }
    }
  },
};

/** Whether SOPS encrypted the object; its values are then no text. */
export function isEncrypted({ manifest, bytes }: EmittedObject): boolean {
  return bytes !== undefined || manifest['sops'] !== undefined;
}

/** `CLUSTER ID` of every Secret that is declared to hold nothing secret. */
export function publicSecrets(repository: Repository): ReadonlySet<string> {
  return new Set(
    factsOf(repository, 'public-secret').map(({ fact, cluster }) => `${cluster ?? ''} ${identity(fact.ref)}`),
  );
}
