import './router.ts';
import './srvlab-services.ts';

export { whiskey } from './datacenter.ts';
