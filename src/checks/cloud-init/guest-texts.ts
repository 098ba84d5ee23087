import { unknownCloudInitKeys } from '../../guest/cloud-init-keys.ts';
import { at, identity, listAt, textAt } from '../../model/index.ts';
import type { EmittedObject, Json, Repository } from '../../model/index.ts';
import { machinesOf } from '../kubevirt/machines.ts';
import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Mistake, RuleText } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { isEncrypted, publicSecrets } from '../secret/plaintext.ts';
import { readOwnYaml, yamlPackage } from '../../yaml/read-yaml.ts';

/** The user data of a machine, as the repository shows it. */
export interface GuestText {
  readonly object: EmittedObject;
  /** Dotted path of the text. */
  readonly field: string;
  readonly text: string;
  /** The text as YAML, when it is a cloud-config document that parses. */
  readonly config: Json | undefined;
  /** What is wrong with the YAML, in the parser's words. */
  readonly problem: string | undefined;
  /** Top-level keys that no cloud-init module reads. */
  readonly unknownKeys: readonly string[];
  /** False for Secrets that are refused as plain text anyway. */
  readonly open: boolean;
}

/** Every user data text: inline, and in the Secrets that machines refer to. Each Secret once; read once for a repository. */
export function guestTexts(repository: Repository): readonly GuestText[] {
  let texts = known.get(repository);
  if (texts === undefined) {
    const parse = parseOnce();
    texts = [...inlineTexts(repository, parse), ...secretTexts(repository, parse)];
    known.set(repository, texts);
  }
  return texts;
}

/** A rule that looks at user data texts one by one. */
export function guestTextRule(
  text: RuleText,
  mistakes: (text: GuestText) => Iterable<Omit<Mistake, 'field'>>,
): Rule {
  return {
    ...text,
    *validate(repository) {
      for (const one of guestTexts(repository)) {
        for (const mistake of mistakes(one))
          yield found(text.code, one.object, { field: one.field, ...mistake });
      }
    },
  };
}

const known = new WeakMap<Repository, readonly GuestText[]>();
const KINDS = ['cloudInitNoCloud', 'cloudInitConfigDrive'];

function* inlineTexts(repository: Repository, parse: Parse): Iterable<GuestText> {
  for (const { object, volumes, path } of machinesOf(repository)) {
    for (const [i, volume] of volumes.entries()) {
      for (const kind of KINDS) {
        const source = at(volume, kind);
        if (source === undefined) continue;
        const plain = textAt(source, 'userData');
        const encoded = textAt(source, 'userDataBase64');
        const field = `${path}.volumes[${i}].${kind}`;
        if (plain !== undefined) yield read(object, `${field}.userData`, plain, true, parse);
        else if (encoded !== undefined)
          yield read(object, `${field}.userDataBase64`, decode(encoded), true, parse);
      }
    }
  }
}

function* secretTexts(repository: Repository, parse: Parse): Iterable<GuestText> {
  const index = indexOf(repository);
  const open = publicSecrets(repository);
  const seen = new Set<EmittedObject>();
  let last:
    { readonly cluster: string; readonly namespace: string | undefined; readonly name: string } | undefined;
  for (const { object, volumes } of machinesOf(repository)) {
    for (const volume of volumes) {
      for (const kind of KINDS) {
        const name = textAt(volume, kind, 'secretRef', 'name');
        if (name === undefined) continue;
        const { cluster } = object;
        const { namespace } = object.ref;
        // Machines of one make are next to each other and have one Secret.
        if (last?.name === name && last.namespace === namespace && last.cluster === cluster) continue;
        last = { cluster, namespace, name };
        const secret = index.byId(cluster, identity({ group: '', kind: 'Secret', namespace, name }));
        if (secret === undefined || seen.has(secret) || isEncrypted(secret)) continue;
        seen.add(secret);
        for (const key of ['userdata', 'userData']) {
          const plain = textAt(secret.manifest, 'stringData', key);
          const encoded = textAt(secret.manifest, 'data', key);
          const isOpen = open.has(`${secret.cluster} ${secret.id}`);
          if (plain !== undefined) yield read(secret, `stringData.${key}`, plain, isOpen, parse);
          else if (encoded !== undefined) yield read(secret, `data.${key}`, decode(encoded), isOpen, parse);
        }
      }
    }
  }
}

function read(object: EmittedObject, field: string, text: string, open: boolean, parse: Parse): GuestText {
  return { object, field, text, open, ...parse(text) };
}

type Parsed = Pick<GuestText, 'config' | 'problem' | 'unknownKeys'>;
type Parse = (text: string) => Parsed;

/** Machines of one make have one text: it is parsed once. */
function parseOnce(): Parse {
  const texts = new Map<string, Parsed>();
  return (text) => {
    let parsed = texts.get(text);
    if (parsed === undefined) texts.set(text, (parsed = parseText(text)));
    return parsed;
  };
}

function parseText(text: string): Parsed {
  const nothing = { config: undefined, problem: undefined, unknownKeys: [] };
  if (!/^#cloud-config[ \t\r]*(\n|$)/.test(text)) return nothing;
  const { config, problem } = readConfig(text);
  if (problem !== undefined) return { ...nothing, problem };
  if (config === null) return nothing;
  if (typeof config !== 'object' || Array.isArray(config))
    return { ...nothing, problem: 'the document is no mapping' };
  return { config, problem: undefined, unknownKeys: unknownCloudInitKeys(text) };
}

function readConfig(text: string): { readonly config: Json; readonly problem?: string } {
  const own = readOwnYaml(text);
  if (own !== undefined) return { config: own };
  const document = yamlPackage().parseDocument(text);
  const [error] = document.errors;
  return error === undefined
    ? { config: document.toJS() as Json }
    : { config: null, problem: error.message.split('\n')[0] ?? '' };
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

/** Files that a cloud-config document writes. */
export function filesOf(config: Json | undefined): readonly Json[] {
  return Array.isArray(at(config, 'write_files')) ? listAt(config, 'write_files') : [];
}
