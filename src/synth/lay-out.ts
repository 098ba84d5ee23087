import type { Resolved } from './resolve.ts';
import type { LayerEdges } from './edges.ts';
import type { OutputFile } from './files.ts';
import { kustomization } from './kustomization.ts';
import { objectFiles } from './object-files.ts';
import type { PlacedObject } from './object-files.ts';
import type { Json, RepositoryCluster } from '../model/index.ts';
import { byCodeUnit } from '../model/index.ts';
import { writeYaml } from '../yaml/write-yaml.ts';

/** Everything that will be on disk, before anything is. */
export interface Layout {
  readonly files: readonly OutputFile[];
  /** Every object with its file, for the index. */
  readonly placed: readonly PlacedObject[];
}

/**
 * The repository as files: `clusters/NAME` with the Flux objects that start everything, `manifests/NAME/LAYER` with
 * one object a file, each folder with an explicit `kustomization.yaml`. Linear in the objects.
 */
export function layOut(resolved: Resolved, edges: LayerEdges, folder: string): Layout {
  const files: OutputFile[] = [];
  const placed: PlacedObject[] = [];
  for (const cluster of resolved.repository.clusters) {
    for (const layer of cluster.layers) {
      const layerFiles = objectFiles(layer);
      placed.push(...layerFiles);
      for (const { path, text } of layerFiles) files.push({ path, text });
      files.push(
        ...folderLists(
          layer.path,
          layerFiles.map((file) => file.path),
        ),
      );
      if (layer.entry !== true) {
        const flux = kustomization(resolved.repository, layer, edges, folder);
        files.push({ path: `clusters/${cluster.name}/${layer.name}.yaml`, text: writeYaml(flux) });
      }
    }
    files.push(clusterList(cluster));
  }
  for (const { path, text } of resolved.texts) files.push({ path, text });
  if (folder === '') files.push({ path: '.sourceignore', text: SOURCE_IGNORE });
  return { files, placed };
}

/** What Flux downloads: nothing but the two trees. */
const SOURCE_IGNORE = '/*\n!/clusters/\n!/manifests/\n';

/** The `kustomization.yaml` of a layer's folder and of every folder below it. */
function folderLists(root: string, paths: readonly string[]): OutputFile[] {
  const folders = new Map<string, string[]>([[root, []]]);
  /** The list of a folder, which its parent then lists as well. */
  const listOf = (folder: string): string[] => {
    let names = folders.get(folder);
    if (names === undefined) {
      names = [];
      folders.set(folder, names);
      const slash = folder.lastIndexOf('/');
      listOf(folder.slice(0, slash)).push(folder.slice(slash + 1));
    }
    return names;
  };
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    listOf(path.slice(0, slash)).push(path.slice(slash + 1));
  }
  return [...folders].map(([folder, names]) => list(folder, names));
}

function clusterList(cluster: RepositoryCluster): OutputFile {
  const names = cluster.layers.map((layer) => (layer.entry === true ? layer.name : `${layer.name}.yaml`));
  return list(`clusters/${cluster.name}`, names);
}

function list(folder: string, names: string[]): OutputFile {
  const document: Json = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: names.sort(byCodeUnit),
  };
  return { path: `${folder}/kustomization.yaml`, text: writeYaml(document) };
}
