import { scaledObjectRule, targetOf } from './scaled-objects.ts';

/** Well-known kinds without a scale subresource. */
const UNSCALABLE = new Set([
  '/Pod',
  'apps/DaemonSet',
  'batch/Job',
  'batch/CronJob',
  'kubevirt.io/VirtualMachine',
  'kubevirt.io/VirtualMachineInstance',
]);

/** What is scaled can be scaled. */
export const kedaScalable = scaledObjectRule(
  {
    code: 'keda/scalable',
    title: 'a ScaledObject scales a kind that has replicas',
    why: "KEDA 2.20 (scaledobject_controller.go) refuses a target without the scale subresource, and the ScaledObject stays not ready. KubeVirt's replica sets and pools have it; single machines do not.",
  },
  function* (object) {
    const { group, kind } = targetOf(object);
    if (!UNSCALABLE.has(`${group}/${kind}`)) return;
    yield {
      field: 'spec.scaleTargetRef',
      message: `a ${kind} has no replicas to scale`,
      got: kind,
      expected: 'Deployment, StatefulSet, VirtualMachineInstanceReplicaSet or VirtualMachinePool',
      fix: 'scale a set of machines or pods',
    };
  },
);
