import type { Explanation } from './explanations.ts';

/** Findings that end a run at once, because nothing sensible can be built from the input. */
export const INPUT_CODES: { readonly [code: string]: Explanation } = {
  'address/malformed': {
    title: 'an address, network or range is written as IP knows it',
    why: 'The text is parsed once, where it is given; networks carry no host bits, so that 10.42.66.1/24 cannot stand for two things.',
  },
  'app/failed': {
    title: 'the program runs to its end',
    why: 'The command runs the program to learn what it describes. What it threw, or a refused argument, is shown with its line; nothing was written.',
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
  'bgp/no-common-segment': {
    title: 'BGP neighbours share a segment',
    why: 'Sessions are made between directly connected addresses: each end is reached by its address in the segment of the other.',
  },
  'cluster/no-repository': {
    title: 'a cluster knows the repository its Flux reads',
    why: "Inside a Datacenter that is the datacenter's; in a plain cdk8s chart there is none to take it from.",
  },
  'flux/outside-layer': {
    title: 'every object is in a layer of a cluster',
    why: 'A layer is what Flux applies. An object outside of one would be written nowhere.',
  },
  'image/malformed': {
    title: 'an image reference is complete',
    why: 'registry/name:tag or registry/name@sha256:digest.',
  },
  'image/no-release': {
    title: 'an operator image has a release tag',
    why: "KubeVirt's and CDI's operators take the images of all other components from the tag of their own image.",
  },
  'import/unreadable': {
    title: 'a CRD file can be read',
    why: 'Types and schemas are made from the file; half of a file would give half of the checks.',
  },
  'init/not-empty': {
    title: 'a new repository starts in an empty folder',
    why: 'Nothing that is there already is overwritten.',
  },
  'metal/mixed-workers': {
    title: 'the architecture of VMs is known',
    why: 'A VM runs on nodes of its own architecture only; with workers of several kinds somebody has to say which one is meant.',
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
  'router/cluster-out-of-reach': {
    title: 'a router has a foot in the network of each cluster it peers with',
    why: "Nodes speak BGP to the router's address in their own segment, and with an AS number of their own.",
  },
  'router/neighbours-twice': {
    title: 'one answers ARP for a load-balancer address',
    why: 'If the router and the nodes both answer, neighbours send to whichever answered last, and connections break off.',
  },
  'router/no-resolver': {
    title: 'a router that hands out addresses knows a name server',
    why: 'A DHCP lease without a name server leaves its machine without names, and the guest cannot even pull an image.',
  },
  'router/not-the-gateway': {
    title: 'the router inside a segment is its gateway',
    why: "Machines get the segment's gateway as their default route; with another address there, replies take another way than requests.",
  },
  'router/unknown-address': {
    title: 'a router has the addresses that its neighbours are told',
    why: "Neighbours are configured from the router's handle; an address that is not in it would be answered by nobody they know.",
  },
  'secret/sops-file': {
    title: 'a SOPS file is encrypted and is the Secret it is used as',
    why: 'The file goes into Git byte for byte. Plain text would be published, another name would never be found.',
  },
  'segment/no-bridge': {
    title: 'a segment that VMs are plugged into has a bridge',
    why: "The bridge plugin puts the VM's card on a Linux bridge of that name on every metal node.",
  },
  'segment/out-of-range': {
    title: 'VLAN and MTU are possible',
    why: 'VLAN ids go from 1 to 4094, MTUs from 1280 (IPv6) to 9216 bytes.',
  },
  'services/duplicate-addon': {
    title: 'add-ons of a cluster have different names',
    why: 'Folder, namespace and Helm release are made of the name; two add-ons would overwrite each other.',
  },
  'services/host-outside-zone': {
    title: 'a host behind the Gateway is covered by its certificate',
    why: "The Gateway's wildcard certificate covers one label below the zone; browsers refuse every other name.",
  },
  'services/no-database': {
    title: 'a database that an application uses is run',
    why: 'The application would wait for a server that does not exist.',
  },
  'services/no-dns-provider': {
    title: 'external-dns knows who hosts the zone',
    why: 'Records are made through the API of the provider that hosts the zone.',
  },
  'services/no-ingress': {
    title: 'a host is taken by an ingress controller',
    why: 'Routes without a controller are objects that nobody acts on.',
  },
  'services/no-secret-store': {
    title: 'a secret of an add-on comes from somewhere',
    why: 'No secret is generated or written in plain text: it is an entry of a store, a SOPS file, or there already.',
  },
  'services/no-zone': {
    title: 'hosts have a domain',
    why: "A first label such as `blog` becomes a name below the cluster's zone.",
  },
  'services/outside-tailnet': {
    title: "the proxy's address is of its tailnet",
    why: 'DNS records point at that address, and only the tailnet routes to it.',
  },
  'synth/wrong-writer': {
    title: 'a Datacenter is written by cdk8s-nested',
    why: "cdk8s' own App.synth numbers files, overwrites those with equal names silently and checks nothing.",
  },
  'version/malformed': {
    title: 'a version is exact',
    why: 'Rules and upgrade paths compare the three numbers.',
  },
  'yaml/unwritable': {
    title: 'an object is plain data',
    why: 'YAML knows text, finite numbers, booleans, lists and maps; anything else would be written as something different.',
  },
};
