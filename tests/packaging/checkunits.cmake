# Fails when the systemd units do not say what they must, or when systemd refuses them.
# Run: cmake -DROOT=<checkout> -P checkunits.cmake
set(units "${ROOT}/packaging/systemd")
set(broken "")
# Each line: a unit, and a line it must have.
set(rules
  "syncdesk-schedules.service|Type=oneshot"
  "syncdesk-schedules.service|ExecStart=[^\n]*syncdesk schedules run-due[^\n]*"
  "syncdesk-schedules.timer|OnCalendar=[^\n]+"
  "syncdesk-schedules.timer|Persistent=true"
  "syncdesk-schedules.timer|WantedBy=timers.target")
foreach(rule IN LISTS rules)
  string(REGEX MATCH "^([^|]+)\\|(.*)$" _ "${rule}")
  set(unit "${CMAKE_MATCH_1}")
  set(line "${CMAKE_MATCH_2}")
  file(READ "${units}/${unit}" text)
  if(NOT text MATCHES "\n${line}\n")
    list(APPEND broken "${unit}: no line like ${line}")
  endif()
endforeach()
find_program(ANALYZE systemd-analyze)
if(ANALYZE AND NOT broken)
  file(GLOB files "${units}/*.service" "${units}/*.timer")
  execute_process(COMMAND ${ANALYZE} verify --man=no --recursive-errors=no ${files}
    OUTPUT_VARIABLE said ERROR_VARIABLE said)
  # Verifying may be refused where no systemd runs. What it says of a unit names it, also when it only warns.
  if(said MATCHES "syncdesk-schedules")
    list(APPEND broken "${said}")
  endif()
endif()
if(broken)
  list(JOIN broken "\n  " text)
  message(FATAL_ERROR "The systemd units:\n  ${text}")
endif()
