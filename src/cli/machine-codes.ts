import type { Explanation } from './explanations.ts';

/** Findings about machines and their disks that end a run at once. */
export const MACHINE_CODES: { readonly [code: string]: Explanation } = {
  'image/disk-path': {
    title: 'the disk inside an image is named by an absolute path',
    why: 'KubeVirt looks the file up in the image from its root.',
  },
  'image/import-path': {
    title: 'an imported image holds one disk',
    why: 'Neither the import Job nor CDI can choose among several files; machines that boot from the image itself can.',
  },
  'k3s/endpoint-segment': {
    title: "the servers are in the segment of the API's address",
    why: 'kube-vip moves that address between the servers by ARP, which does not leave a segment.',
  },
  'k3s/even-servers': {
    title: 'a control plane has an odd number of servers',
    why: 'etcd needs a majority: four servers survive the loss of one, as three do, and are one more that can fail.',
  },
  'machine/cpu': {
    title: 'KubeVirt accepts the CPUs of a machine',
    why: 'vmi-create-admitter refuses more than two threads, an isolated emulator without dedicated CPUs, and NUMA without both dedicated CPUs and hugepages.',
  },
  'machine/hugepages': {
    title: 'memory is a whole number of pages',
    why: 'KubeVirt refuses a machine whose memory is not a multiple of its page size.',
  },
  'pool/address-segment': {
    title: "machines have addresses in the nodes' network",
    why: 'The first segment carries the nodes: their route out, and the address they register with.',
  },
  'pool/addresses-in-set': {
    title: 'a set of equal machines has no addresses',
    why: 'KubeVirt makes all machines of a set from one template, so their addresses come by DHCP.',
  },
  'pool/name-too-long': {
    title: 'a pool leaves room for the names of its machines',
    why: 'A machine is named after its pool and at most six characters more, and host names end at 63.',
  },
  'pool/no-addresses': {
    title: 'a pool of single machines has an address for each',
    why: 'The addresses say how many machines there are.',
  },
  'pool/no-dhcp': {
    title: "the nodes' network of a set has DHCP and a gateway",
    why: 'Without DHCP a machine has no address. Without a gateway the pod network would be its way out, and every node would register with the same 10.0.2.2.',
  },
  'pool/no-scale': {
    title: 'a pool says how many machines it has',
    why: 'A number that nobody wrote would be one.',
  },
  'pool/root-in-replica-set': {
    title: 'a replica set has no persistent disk',
    why: "A claim in its template is attached to every machine at once: they would destroy each other's data.",
  },
  'pool/scale-of-machines': {
    title: 'single machines are not scaled',
    why: 'Each has a name and an address that only a person can give.',
  },
  'scale/bounds': {
    title: 'the numbers of a scale fit together',
    why: 'KEDA refuses a minimum above the maximum; a trigger that asks for more than the maximum never gets it.',
  },
  'scale/cron': {
    title: 'a time window is written as KEDA reads it',
    why: 'KEDA finds a malformed trigger only when it runs, and then does not scale at all.',
  },
  'scale/name': {
    title: 'a scaled pool has a name of at most 54 characters',
    why: 'KEDA makes a HorizontalPodAutoscaler named keda-hpa-NAME.',
  },
  'scale/no-trigger': {
    title: 'a scale by KEDA has a trigger',
    why: 'The ScaledObject is refused without one.',
  },
  'scale/prometheus': {
    title: 'a query trigger has a server, a query and a threshold',
    why: 'KEDA refuses it without them, but only when it runs.',
  },
  'storage/no-block': {
    title: 'the disks of machines are raw block volumes',
    why: 'Images are written to the device itself, and drivers give several writers, which migration needs, to raw volumes only.',
  },
};
