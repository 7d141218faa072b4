/** Everything that needs the YAML library, in one module, so that it is loaded in one piece and only where YAML is. */
export { ansibleFactsFromYaml } from "./ansible/yaml.ts";
export { etcdFactsFromYaml } from "./etcd/yaml.ts";
export { kubernetesFactsFromYaml } from "./kubernetes/yaml.ts";
export { launchesOfCompose } from "./launch/compose.ts";
export { readManifest } from "./manifest/read.ts";
