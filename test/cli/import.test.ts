import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, program, userFolder, writeFiles } from './run.ts';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: boats.harbour.example.org }
spec:
  group: harbour.example.org
  scope: Namespaced
  names: { kind: Boat, plural: boats }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [berth]
              properties:
                berth: { type: integer, minimum: 1 }
                masts:
                  type: integer
                  x-kubernetes-validations: [{ rule: self <= 5, message: at most five masts }]
`;

/** A program that emits one Boat through its class, with the CRD that the harbour operator would install. */
function boat(spec: string): string {
  return program(
    `
new Boat(metal.services, 'boat', { metadata: { name: 'boat', namespace: 'default' }, spec: ${spec} });
declare(metal, {
  type: 'crds',
  crds: ['*.harbour.example.org'],
  by: { group: 'apps', kind: 'Deployment', namespace: 'kube-system', name: 'harbour' },
  provenance: 'bootstrap',
});
`,
    ['declare'],
  ).replace('import', "import { Boat } from './imports/harbour.example.org.ts';\nimport");
}

describe('import', () => {
  it('makes a class and a schema of a CRD of the user, which then check the program', async () => {
    const folder = userFolder({ 'boat.yaml': CRD, 'main.ts': boat('{ berth: 3 }') });
    const imported = await cli(folder, ['import', 'boat.yaml', '--json']);
    expect(JSON.parse(imported.stdout)).toMatchObject({ kinds: ['harbour.example.org/v1/Boat'] });
    expect([imported.code, imported.stderr]).toEqual([0, '']);

    const good = await cli(folder, ['synth', '--app', 'main.ts']);
    expect([good.stderr, good.code]).toEqual(['', 0]);
    const written = join(folder, 'dist/manifests/metal/services/boat-boat.yaml');
    expect(readFileSync(written, 'utf8')).toContain('apiVersion: harbour.example.org/v1\nkind: Boat\n');

    writeFiles(folder, { 'main.ts': boat('{ berth: 0, masts: 6 }') });
    const bad = await cli(folder, ['check', '--app', 'main.ts', '--json']);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({
      findings: [{ code: 'schema/invalid', object: 'metal: harbour.example.org/Boat default/boat' }],
    });
  });

  it('tells in one line which rules of a CRD only an API server can evaluate', async () => {
    const rule = "self.matches('(?i)^[a-z]+$')";
    const crd = CRD.replace(
      'type: integer\n                  x-',
      'type: string\n                  x-',
    ).replace('self <= 5', () => JSON.stringify(rule));
    const folder = userFolder({ 'boat.yaml': crd, 'main.ts': boat("{ berth: 3, masts: 'two' }") });
    await cli(folder, ['import', 'boat.yaml']);
    const [text, data] = await Promise.all([
      cli(folder, ['check', '--app', 'main.ts']),
      cli(folder, ['check', '--app', 'main.ts', '--json']),
    ]);
    expect([text.code, text.stderr]).toEqual([0, `note: left to the API server: ${rule}\n`]);
    expect(JSON.parse(data.stdout)).toMatchObject({ findings: [], uncheckedRules: [rule] });
  });

  it.concurrent.for([
    ['nothing at the path', 'no.yaml', undefined, 'the file cannot be read'],
    ['no YAML', 'crd.yaml', 'a: [1', 'the file is not YAML'],
    ['no JSON', 'crd.json', '{', 'the file is not JSON'],
    [
      'a template that nobody rendered',
      'crd.yaml',
      '{{- if .Values.crds }}\na: 1\n{{ end }}\n',
      'the file is not YAML',
    ],
    ['no CRD in it', 'crd.yaml', 'kind: ConfigMap', 'the file holds no CustomResourceDefinition'],
    [
      'a CRD without a version',
      'crd.yaml',
      CRD.replace(/ {2}versions:[^]*/, ''),
      'boats.harbour.example.org has no versions',
    ],
    [
      'a CRD under another name',
      'crd.yaml',
      CRD.replace('boats.harbour', 'ships.harbour'),
      'the CRD has a wrong metadata.name',
    ],
  ] as const)(
    'a CRD file with %s is one finding, and leaves the last import',
    async ([, file, text, what]) => {
      const folder = userFolder({ 'imports/mine.ts': '', ...(text === undefined ? {} : { [file]: text }) });
      const run = await cli(folder, ['import', file]);
      expect([run.code, run.stdout]).toEqual([1, '']);
      const [head, object] = run.stderr.split('\n');
      expect(head).toBe(`error[import/unreadable]: ${what}`);
      expect(object?.trim()).toMatch(new RegExp(`^object +${file}$`));
      expect(run.stderr.match(/error\[/g)).toHaveLength(1);
      expect(readdirSync(join(folder, 'imports'))).toEqual(['mine.ts']);
    },
  );

  it.concurrent.for(['boat.yaml', 'boat.yaml/imports', '/sys/imports'])(
    'is one finding when the result cannot be written to %s',
    async (out) => {
      const folder = userFolder({ 'boat.yaml': CRD });
      const run = await cli(folder, ['import', 'boat.yaml', '--out', out]);
      expect([run.code, run.stdout]).toEqual([1, '']);
      expect(run.stderr).toContain('error[out/not-writable]: ');
      expect(run.stderr).not.toMatch(/^ +at /m);
      expect(existsSync(join(folder, 'imports'))).toBe(false);
      expect(readdirSync(folder)).toEqual(['boat.yaml']);
    },
  );
});
