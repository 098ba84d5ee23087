#!/usr/bin/env node
import * as module from 'node:module';

// From 22.1 on Node keeps compiled code between runs; what is to be kept must be loaded after this call.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function')
  module.enableCompileCache();
await import('./program.ts');
