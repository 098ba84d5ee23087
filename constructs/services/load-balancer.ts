/** Annotation by which a Service asks Cilium for an address of its pool. */
export const LB_ADDRESS = 'lbipam.cilium.io/ips';
