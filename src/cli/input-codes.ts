import type { Explanation } from './explanations.ts';

/** Findings that end a run at once, because nothing sensible can be built from the input. */
export const INPUT_CODES: { readonly [code: string]: Explanation } = {
  'address/malformed': {
    title: 'an address, network or range is written as IP knows it',
    why: 'The text is parsed once, where it is given; networks carry no host bits, so that 10.42.66.1/24 cannot stand for two things.',
  },
  'app/no-datacenter': {
    title: 'the program exports one Datacenter',
    why: 'The command runs the file and writes what the exported Datacenter describes.',
  },
  'app/not-found': {
    title: 'the program exists',
    why: 'The command is run in the folder that holds clusters/.',
  },
  'app/typescript': {
    title: 'Node can run the program',
    why: 'Node runs TypeScript itself from 22.18 on; older versions need the package tsx.',
  },
  'bgp/asn': {
    title: 'an autonomous system number is usable',
    why: '0, 23456, 65535 and 4294967295 are reserved (RFC 7607, 6793, 7300); a router refuses a session with them.',
  },
  'flux/outside-layer': {
    title: 'every object is in a layer of a cluster',
    why: 'A layer is what Flux applies. An object outside of one would be written nowhere.',
  },
  'image/malformed': {
    title: 'an image reference is complete',
    why: 'registry/name:tag or registry/name@sha256:digest.',
  },
  'import/unreadable': {
    title: 'a CRD file can be read',
    why: 'Types and schemas are made from the file; half of a file would give half of the checks.',
  },
  'init/not-empty': {
    title: 'a new repository starts in an empty folder',
    why: 'Nothing that is there already is overwritten.',
  },
  'name/malformed': {
    title: 'a name is a DNS label of at most 63 characters',
    why: 'It becomes a Kubernetes name, a folder and the value of the label by which Flux knows what it owns.',
  },
  'out/broken-index': {
    title: 'the index of the last run can be read',
    why: 'index.json lists which files belong to this program. Without it nothing may be replaced or removed.',
  },
  'out/escapes': {
    title: 'every file stays in the output folder',
    why: 'A path with .., an absolute path or a link out of the folder could overwrite anything.',
  },
  'out/foreign-file': {
    title: 'files of others are left alone',
    why: 'The output folder may be a checkout that holds more than this program writes.',
  },
  'out/not-a-folder': { title: 'the output folder is a folder', why: 'A file stands at its path.' },
  'out/not-writable': {
    title: 'the output folder can be written',
    why: 'Nothing has been changed; a write is all or nothing.',
  },
  'out/path-collision': {
    title: 'no two files differ only in letter case',
    why: 'Such files are one file on macOS and Windows, and one would silently replace the other.',
  },
  'out/reserved-path': {
    title: 'text files stay out of clusters/ and manifests/',
    why: 'Flux decodes every YAML file there as a Kubernetes object; another file fails the whole build.',
  },
  'secret/sops-file': {
    title: 'a SOPS file is encrypted and is the Secret it is used as',
    why: 'The file goes into Git byte for byte. Plain text would be published, another name would never be found.',
  },
  'segment/out-of-range': {
    title: 'VLAN and MTU are possible',
    why: 'VLAN ids go from 1 to 4094, MTUs from 1280 (IPv6) to 9216 bytes.',
  },
  'synth/wrong-writer': {
    title: 'a Datacenter is written by cdk8s-nested',
    why: "cdk8s' own App.synth numbers files, overwrites those with equal names silently and checks nothing.",
  },
  'version/malformed': {
    title: 'a version is exact',
    why: 'Rules and upgrade paths compare the three numbers.',
  },
};
