# What every target of Syncdesk is compiled with. Link `project_options` and nothing else for it.
add_library(project_options INTERFACE)
target_include_directories(project_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
target_compile_definitions(project_options INTERFACE
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH QT_NO_KEYWORDS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER QT_MESSAGELOGCONTEXT)
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-qual
  -Wconversion -Wno-sign-conversion -Werror
  # Keeps the builder's paths out of what is shipped. Not in developer builds: ccache could not share them between
  # checkouts.
  "$<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.>"
  # GCC 12 at -O2 takes empty std::optional and std::variant values for uninitialised ones, and inlined string copies
  # for overlapping ones (GCC bugs 80635 and 105651). Developer builds, which do not inline as much, keep these on.
  "$<$<CONFIG:Release>:-Wno-maybe-uninitialized;-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow>")

set(SYNCDESK_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")
if(SYNCDESK_SANITIZE)
  target_compile_options(project_options INTERFACE "-fsanitize=${SYNCDESK_SANITIZE}" -fno-omit-frame-pointer)
  target_link_options(project_options INTERFACE "-fsanitize=${SYNCDESK_SANITIZE}")
  # GCC 12 reports false positives of these two in instrumented standard library code.
  target_compile_options(project_options INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overflow)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${PROJECT_SOURCE_DIR};CCACHE_NOHASHDIR=1;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${CCACHE_PROGRAM}")
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

configure_file("${CMAKE_CURRENT_LIST_DIR}/version.h.in" "${PROJECT_BINARY_DIR}/generated/version.h" @ONLY)

# Precompiled headers, one of each kind for the whole tree: what nearly every file includes. A header of our own is never
# among them, so that editing one recompiles only what includes it.
function(syncdesk_precompiled name)
  cmake_parse_arguments(ARG "" "" "LIBS;HEADERS" ${ARGN})
  file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/generated/${name}.cpp" CONTENT "// Carries a precompiled header.\n")
  add_library(${name} STATIC "${PROJECT_BINARY_DIR}/generated/${name}.cpp")
  set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${name} PRIVATE project_options ${ARG_LIBS})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

set(core_headers
  <QByteArray> <QCoreApplication> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList>
  <QLoggingCategory> <QObject> <QSet> <QString> <QStringList> <QTimer>
  <algorithm> <chrono> <functional> <memory> <optional> <variant> <vector>)
syncdesk_precompiled(pch_core LIBS Qt6::Core HEADERS ${core_headers})
syncdesk_precompiled(pch_async LIBS Qt6::Core QCoro6::Core HEADERS ${core_headers} <QCoroTask> <QFuture> <stop_token>)
syncdesk_precompiled(pch_widgets LIBS Qt6::Widgets
  HEADERS ${core_headers} <QAction> <QFuture> <QHBoxLayout> <QLabel> <QLineEdit> <QPainter> <QPushButton> <QTableView>
    <QVBoxLayout> <QWidget>)

# The precompiled header that fits what a target links.
function(syncdesk_use_precompiled name)
  if(Qt6::Widgets IN_LIST ARGN)
    target_precompile_headers(${name} REUSE_FROM pch_widgets)
  elseif("${ARGN}" MATCHES "QCoro6::Core")
    target_precompile_headers(${name} REUSE_FROM pch_async)
  else()
    target_precompile_headers(${name} REUSE_FROM pch_core)
  endif()
  syncdesk_compile_moc_plainly(${name})
endfunction()

# What moc makes is empty for most targets, and loading a precompiled header for it takes a second.
function(syncdesk_compile_moc_plainly name)
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp"
    PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

# A static library of a folder: syncdesk_library(<name> SOURCES … PUBLIC <libraries> PRIVATE <libraries>).
function(syncdesk_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  qt_add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC project_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  syncdesk_use_precompiled(${name} ${ARG_PUBLIC} ${ARG_PRIVATE})
endfunction()
