#!/bin/sh
# Installs the control plane of the cluster, one command a node. The token, the hash and the key are printed by the first.

# dev3
kubeadm init \
    --control-plane-endpoint 172.29.1.200:8443 \
    --apiserver-bind-port 9443 \
    --upload-certs

# dev6 and dev7
kubeadm join 172.29.1.200:8443 \
    --token "$TOKEN" \
    --discovery-token-ca-cert-hash "$CA_HASH" \
    --control-plane \
    --certificate-key "$CERTIFICATE_KEY" \
    --apiserver-bind-port 9443

# workers
kubeadm join 172.29.1.200:8443 \
    --token "$TOKEN" \
    --discovery-token-ca-cert-hash "$CA_HASH"
