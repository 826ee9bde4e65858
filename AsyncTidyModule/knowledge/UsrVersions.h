//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Names of declarations that hold for all files; the header moved.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_USRVERSIONS_H
#define ASYNCTIDY_USRVERSIONS_H

#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR >= 23
#include "clang/UnifiedSymbolResolution/USRGeneration.h"
#else
#include "clang/Index/USRGeneration.h"
#endif

#endif // ASYNCTIDY_USRVERSIONS_H
