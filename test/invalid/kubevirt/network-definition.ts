import { machineOn, metal, network } from '../valid-base.ts';

export const repository = metal([network({ isGateway: true }), machineOn()]);
