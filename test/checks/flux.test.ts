import { fluxRules } from '../../src/checks/flux/index.ts';
import { testRules } from './cases.ts';
import { content } from './flux/content.ts';
import { order } from './flux/order.ts';
import { releases } from './flux/releases.ts';

testRules(fluxRules, { ...order, ...content, ...releases });
