# What is installed, and the packages. The build tree is laid out like
# PACKAGE_DIR, so that the programs run from both:
#   AsyncTidyModule.so
#   bin/     async-clang-tidy, async-tidy-pass, async-tidy-link, async-tidy-sarif,
#            async-clangd
#   python/  what the programs in Python share
#   checks/  the checks' pages, which reports show
#   bazel/   what makes all of it a repository of Bazel
# Everything carries LLVM's major version in its path or name, so that packages
# for several can be installed beside each other.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(NAME "async-tidy-${LLVM_VERSION_MAJOR}")
set(PACKAGE_DIR "${CMAKE_INSTALL_LIBDIR}/${NAME}")

install(TARGETS AsyncTidyModule LIBRARY DESTINATION "${PACKAGE_DIR}"
        COMPONENT tidy)

# ---- Programs ---------------------------------------------------------------

set(PROGRAMS async-clang-tidy async-tidy-pass async-tidy-sarif)
configure_file(tools/async-clang-tidy.in bin/async-clang-tidy @ONLY
               FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ
                                GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
foreach(PROGRAM async-tidy-pass async-tidy-sarif)
  configure_file(tools/${PROGRAM} bin/${PROGRAM} COPYONLY)
endforeach()
file(GLOB FILES CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}/tools"
     tools/async_tidy/*)
list(FILTER FILES EXCLUDE REGEX "__pycache__|llvm\\.json\\.in")
foreach(FILE IN LISTS FILES)
  configure_file(tools/${FILE} python/${FILE} COPYONLY)
endforeach()
configure_file(tools/async_tidy/llvm.json.in python/async_tidy/llvm.json @ONLY)
file(GLOB FILES CONFIGURE_DEPENDS RELATIVE
     "${CMAKE_CURRENT_SOURCE_DIR}/docs/checks" docs/checks/*.md)
foreach(FILE IN LISTS FILES)
  configure_file(docs/checks/${FILE} checks/${FILE} COPYONLY)
endforeach()
foreach(FILE async_tidy.bzl look.py)
  configure_file(tools/bazel/${FILE} bazel/${FILE} COPYONLY)
endforeach()
file(WRITE "${CMAKE_BINARY_DIR}/bazel/BUILD.bazel" "exports_files([\"look.py\"])\n")
configure_file(tools/bazel/BUILD.root BUILD.bazel COPYONLY)
file(WRITE "${CMAKE_BINARY_DIR}/WORKSPACE" "workspace(name = \"async_tidy\")\n")
file(WRITE "${CMAKE_BINARY_DIR}/MODULE.bazel" "module(name = \"async_tidy\")\n")
install(FILES "${CMAKE_BINARY_DIR}/BUILD.bazel" "${CMAKE_BINARY_DIR}/WORKSPACE"
              "${CMAKE_BINARY_DIR}/MODULE.bazel"
        DESTINATION "${PACKAGE_DIR}" COMPONENT tidy)
install(PROGRAMS "${CMAKE_BINARY_DIR}/bazel/look.py"
        DESTINATION "${PACKAGE_DIR}/bazel" COMPONENT tidy)
foreach(PROGRAM IN LISTS PROGRAMS)
  install(PROGRAMS "${CMAKE_BINARY_DIR}/bin/${PROGRAM}"
          DESTINATION "${PACKAGE_DIR}/bin" COMPONENT tidy)
endforeach()
install(TARGETS async-tidy-link RUNTIME DESTINATION "${PACKAGE_DIR}/bin"
        COMPONENT tidy)
install(DIRECTORY "${CMAKE_BINARY_DIR}/bazel" "${CMAKE_BINARY_DIR}/python"
                  "${CMAKE_BINARY_DIR}/checks"
        DESTINATION "${PACKAGE_DIR}" COMPONENT tidy
        PATTERN "__pycache__" EXCLUDE PATTERN look.py EXCLUDE)

# bin/async-clang-tidy-22 and the like.
function(install_links COMPONENT)
  foreach(PROGRAM IN LISTS ARGN)
    install(CODE "
      set(LINK \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/${PROGRAM}-${LLVM_VERSION_MAJOR}\")
      get_filename_component(DIRECTORY \"\${LINK}\" DIRECTORY)
      file(MAKE_DIRECTORY \"\${DIRECTORY}\")
      message(STATUS \"Installing: \${LINK}\")
      file(CREATE_LINK \"../${PACKAGE_DIR}/bin/${PROGRAM}\" \"\${LINK}\" SYMBOLIC)
    " COMPONENT ${COMPONENT})
  endforeach()
endfunction()
install_links(tidy ${PROGRAMS})

# ---- find_package(AsyncTidy), and documents ---------------------------------

set(CONFIG_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/AsyncTidy-${LLVM_VERSION_MAJOR}")
configure_package_config_file(
  cmake/AsyncTidyConfig.cmake.in package/AsyncTidyConfig.cmake
  INSTALL_DESTINATION "${CONFIG_DIR}" PATH_VARS PACKAGE_DIR
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(
  "${CMAKE_BINARY_DIR}/package/AsyncTidyConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${CMAKE_BINARY_DIR}/package/AsyncTidyConfig.cmake"
              "${CMAKE_BINARY_DIR}/package/AsyncTidyConfigVersion.cmake"
        DESTINATION "${CONFIG_DIR}" COMPONENT tidy)

install(DIRECTORY docs/ DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${NAME}"
        COMPONENT tidy)
# Editors complete by it, so it is where packages without documents have it, too.
install(FILES docs/async-tidy.schema.json
        DESTINATION "${CMAKE_INSTALL_DATADIR}/${NAME}" COMPONENT tidy)
install(DIRECTORY vocabulary DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${NAME}"
        COMPONENT tidy)
install(FILES README.md DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${NAME}"
        COMPONENT tidy)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${NAME}"
        RENAME copyright COMPONENT tidy)
