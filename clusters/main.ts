import './router.ts';
import './srvlab.ts';

export { whiskey } from './datacenter.ts';
