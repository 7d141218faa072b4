import { ansibleForm, isAnsibleYaml } from "../documents/ansible.ts";
import { looksLikeEtcdYaml, mentionsEtcdMember } from "../documents/etcd-file.ts";
import { mentionsConfigMap, mentionsKubernetes } from "../documents/mentions.ts";
import type { WorkspaceFile } from "./file.ts";

/** Whether a file's facts wait for the reader of YAML; scripts and texts may hold kubeadm's documents. */
export function isReadAsYaml({ file, language, text }: WorkspaceFile): boolean {
  if (language === "ansible" || language === "yaml") {
    if (language === "yaml" && (mentionsKubernetes(text) || mentionsConfigMap(text))) return true;
    const form = ansibleForm(file, text);
    return form !== undefined && isAnsibleYaml(file, form);
  }
  if (language === "shell" || language === "document") {
    return mentionsKubernetes(text) || mentionsEtcdMember(text) || looksLikeEtcdYaml(text);
  }
  return language === "kubernetes" || language === "manifest" || language === "etcd-yaml" || language === "compose";
}
