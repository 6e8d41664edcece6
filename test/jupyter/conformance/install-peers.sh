#!/usr/bin/env bash
# Brings the Python packages that the conformance tests ask, where we may: Debian's, and jupyter_kernel_test from PyPI.
# Without them those tests are skipped, and say so in their names. Ends with 0 whatever can be had.
set -uo pipefail

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends python3-nbclient python3-ipykernel python3-jupyter-client python3-jsonschema >/dev/null ||
    echo "install-peers: apt-get could not install Debian's Jupyter packages"
else
  echo "install-peers: not root on Debian; install nbclient, ipykernel, jupyter_client and jsonschema by hand"
fi

for python in python3 /usr/bin/python3; do
  "$python" -c "import nbclient, jupyter_client" 2>/dev/null || continue
  "$python" -c "import jupyter_kernel_test" 2>/dev/null && exit 0
  # jupyter_kernel_test is not in Debian. A folder of its own keeps the system's Python as it is.
  folder=${JUPYTER_KERNEL_TEST:-$PWD/.cache/jupyter_kernel_test}
  "$python" -m pip install --quiet --no-deps --target "$folder" jupyter_kernel_test==0.7.0 &&
    echo "install-peers: export JUPYTER_KERNEL_TEST=$folder" ||
    echo "install-peers: jupyter_kernel_test cannot be had here; its test will be skipped"
  exit 0
done
echo "install-peers: no Python with nbclient and jupyter_client"
