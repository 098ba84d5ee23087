import { repositoryOf } from '../repository-of.ts';

const objects = `
apiVersion: v1
kind: Secret
metadata: { name: credentials, namespace: default }
data: { password: 'ENC[AES256_GCM,data:2Vk=,iv:a,tag:b,type:str]' }
sops: { version: 3.12.2 }
`;

export const repository = repositoryOf({ srvlab: { services: { objects } } });
