import { textAt } from '../../model/index.ts';
import { scaledObjectRule } from './scaled-objects.ts';

/** KEDA's prefix for the HorizontalPodAutoscaler that it makes. */
const PREFIX = 'keda-hpa-';

/** The autoscaler that KEDA makes has a possible name. */
export const kedaNameLength = scaledObjectRule(
  {
    code: 'keda/name-length',
    title: 'the name of a ScaledObject leaves room for its HorizontalPodAutoscaler',
    why: 'KEDA 2.20 makes a HorizontalPodAutoscaler named keda-hpa-NAME and uses the name as a label; its webhook refuses more than 63 characters.',
  },
  function* ({ manifest, ref }) {
    const own = textAt(manifest, 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name');
    const name = own ?? PREFIX + ref.name;
    if (name.length <= 63) return;
    yield {
      field: own === undefined ? 'metadata.name' : 'spec.advanced.horizontalPodAutoscalerConfig.name',
      message: 'the HorizontalPodAutoscaler gets too long a name',
      got: `${name.length} characters`,
      expected: 'at most 63',
      fix: `choose a name of at most ${63 - PREFIX.length} characters`,
    };
  },
);
