import { repositoryOf } from '../repository-of.ts';

const objects = `
apiVersion: v1
kind: Namespace
metadata: { name: blog }
`;

export const repository = repositoryOf({ srvlab: { services: { objects } } });
