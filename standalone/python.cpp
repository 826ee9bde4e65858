//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The Python that the programs in Python run in where there may be none. Looks
// at nothing of a Python that is there, nor at the environment; its library
// stands in lib/python3.N beside it, as python_library.py made it.
//
//===----------------------------------------------------------------------===//

#include <Python.h>

static int failed(PyStatus Status) {
  if (PyStatus_IsExit(Status))
    return Status.exitcode;
  Py_ExitStatusException(Status);
}

int main(int Argc, char **Argv) {
  PyPreConfig Before;
  PyPreConfig_InitIsolatedConfig(&Before);
  Before.utf8_mode = 1;
  PyStatus Status = Py_PreInitializeFromBytesArgs(&Before, Argc, Argv);
  if (PyStatus_Exception(Status))
    return failed(Status);
  PyConfig Config;
  PyConfig_InitIsolatedConfig(&Config);
  Config.parse_argv = 1;
  Config.site_import = 0;
  Config.write_bytecode = 0;
  Status = PyConfig_SetBytesArgv(&Config, Argc, Argv);
  if (!PyStatus_Exception(Status))
    Status = Py_InitializeFromConfig(&Config);
  PyConfig_Clear(&Config);
  return PyStatus_Exception(Status) ? failed(Status) : Py_RunMain();
}
