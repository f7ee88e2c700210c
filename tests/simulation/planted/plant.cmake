# Mistakes planted into copies of the product's sources, to see that the simulation is awake. The product itself knows
# nothing of them: simulation_planted is the simulation linked with the copies in place of the originals.
#
# plant(NAME name FILE file INVARIANTS id… [HISTORIES count] FIND text REPLACE text) puts REPLACE in the place of FIND,
# which must stand in the file exactly once: a mistake whose place has gone fails the configuration instead of testing
# nothing. REPLACE asks Planted::is("name") whether its mistake is the one switched on. Defines a test
# simulation.planted.<name> that passes when one of the invariants is found violated within so many histories, 20,000 by
# default. Without INVARIANTS it is one more place of a mistake that has its test.
set(SIMULATION_PLANTED_FILES "" CACHE INTERNAL "")
function(plant)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "NAME;FILE;FIND;REPLACE;HISTORIES" "INVARIANTS")
  if(NOT ARG_HISTORIES)
    set(ARG_HISTORIES 20000)
  endif()
  set(original "${PROJECT_SOURCE_DIR}/${ARG_FILE}")
  set(copy "${CMAKE_CURRENT_BINARY_DIR}/planted/${ARG_FILE}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${original}")
  get_property(text GLOBAL PROPERTY "planted:${ARG_FILE}")
  if(NOT text)
    file(READ "${original}" text)
    string(PREPEND text "#include \"tests/simulation/planted/planted.h\"\n")
    set(SIMULATION_PLANTED_FILES "${SIMULATION_PLANTED_FILES};${ARG_FILE}" CACHE INTERNAL "")
  endif()
  string(FIND "${text}" "${ARG_FIND}" first)
  string(FIND "${text}" "${ARG_FIND}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "The place for the planted mistake '${ARG_NAME}' in ${ARG_FILE} is gone or not the only one.")
  endif()
  string(REPLACE "${ARG_FIND}" "${ARG_REPLACE}" text "${text}")
  set_property(GLOBAL PROPERTY "planted:${ARG_FILE}" "${text}")
  if(NOT ARG_INVARIANTS)
    return() # another place of a mistake that has its test
  endif()
  string(REPLACE ";" "," invariants "${ARG_INVARIANTS}")
  add_test(NAME simulation.planted.${ARG_NAME}
    COMMAND simulation_planted --planted ${ARG_NAME} --invariants ${invariants} --histories ${ARG_HISTORIES})
  set_tests_properties(simulation.planted.${ARG_NAME} PROPERTIES LABELS simulation TIMEOUT 300)
endfunction()

# Writes the copies, only where they changed, and makes the program.
function(planted_program)
  set(sources "")
  foreach(file IN LISTS SIMULATION_PLANTED_FILES)
    if(NOT file)
      continue()
    endif()
    get_property(text GLOBAL PROPERTY "planted:${file}")
    file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/planted/${file}" CONTENT "${text}" @ONLY)
    list(APPEND sources "${CMAKE_CURRENT_BINARY_DIR}/planted/${file}")
  endforeach()
  qt_add_executable(simulation_planted tst_planted.cpp ${sources})
  # The copies come first, so that the linker never asks the libraries for the originals.
  target_link_libraries(simulation_planted PRIVATE project_options simulation sync_graphql)
endfunction()
