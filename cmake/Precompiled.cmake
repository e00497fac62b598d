# The headers of the standard library, parsed once and not again in each of some six hundred files:
# with clang that takes a third off a full build (docs/performance.md). Only the preset "release" does
# so; the others compile each file by itself, so that one that includes too little fails there.
#
# CMake's target_precompile_headers would name the file by its absolute path, and clang writes such
# paths into it too: no two clones would share what they compile. Here it is named relative to the
# folder where ninja runs, and counts for ccache as the hash of what it is made from, which lies beside
# it (CCACHE_PCH_EXTSUM in tools/dev/build.sh).
option(TENON_PRECOMPILE "Precompile the headers of the standard library (clang only)" OFF)

if(TENON_PRECOMPILE)
  foreach(header IN ITEMS algorithm array chrono expected filesystem functional map memory optional set span string
          string_view unordered_map utility variant vector)
    string(APPEND lines "#include <${header}>\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled.h CONTENT "${lines}")
  string(TOUPPER ${CMAKE_BUILD_TYPE} type)
  separate_arguments(compile UNIX_COMMAND
    "${CMAKE_CXX_COMPILER} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} -std=c++${CMAKE_CXX_STANDARD}")
  execute_process(COMMAND ${compile} -E -P -x c++ precompiled.h WORKING_DIRECTORY ${PROJECT_BINARY_DIR}
    OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  string(SHA256 sum "${CMAKE_CXX_COMPILER_VERSION} ${compile} ${text}")
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled.pch.sum CONTENT "${sum}\n")
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/precompiled.pch
    COMMAND ${compile} -fpch-instantiate-templates -x c++-header precompiled.h -o precompiled.pch
    DEPENDS ${PROJECT_BINARY_DIR}/precompiled.h WORKING_DIRECTORY ${PROJECT_BINARY_DIR}
    COMMENT "Precompiling the headers of the standard library" VERBATIM)
  add_custom_target(precompiled DEPENDS ${PROJECT_BINARY_DIR}/precompiled.pch)
endif()

# precompile(catalog FILE...): these files of the target begin with the precompiled headers.
function(precompile target)
  if(TENON_PRECOMPILE)
    target_compile_options(${target} PRIVATE "SHELL:-Winvalid-pch -include-pch precompiled.pch")
    set_source_files_properties(${ARGN} PROPERTIES OBJECT_DEPENDS ${PROJECT_BINARY_DIR}/precompiled.pch)
  endif()
endfunction()
