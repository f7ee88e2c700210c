# Fails when code below sync reaches past a port for time, randomness, the shop or the stores: then the engine could not
# be driven by a simulation any more.
# Run: cmake -DROOT=<checkout> -P checkports.cmake
#
# Each rule: where it holds | what must not be named there | the adapters that may, each for its reason above the rule.

# sync/ports holds the machine's clock and randomness. Waiting for another process or a thread of our own to end is no
# waiting that a simulation would ever do: the private server, its lock, a connection's handshake, the engine's threads.
set(clock "QTimer|QBasicTimer|QElapsedTimer|QDeadlineTimer|startTimer|currentDateTime|currentMSecs|currentSecs"
  "currentDate|currentTime|_clock::now|sleep_for|sleep_until|QThread::[mu]?sleep|SystemClock")
set(randomness "QRandomGenerator|createUuid|random_device|mt19937|SystemRandom")
list(JOIN clock "|" clock)
set(rules
  "sync/[^ ]* ## ${clock} ## sync/(ports/.*|db/(clusterlock|embeddedcluster|pgconnect)[.]cpp|engine/engineservice[.]cpp)"
  "sync/[^ ]* ## ${randomness} ## sync/ports/.*")
# HTTP is spoken by sync/graphql alone, and by the test of a shop that no engine works with yet.
list(APPEND rules
  "sync/[^ ]* ## QNetwork|QTcpSocket|QSslSocket ## sync/graphql/.*"
  "sync/[^ ]* ## HttpShop|ShopClient|HttpClient|BulkDownload|BulkTransfer ## sync/(graphql/.*|settings/shoptest[.]cpp)")
# The protocol of writing knows no database: JobTasks puts its stores on a session. The lease is taken on a session by
# the jobs that work set-wise in SQL, which are shown against the real database, and switched by the desk; the journal's
# transactions ask it whether they may still write.
list(APPEND rules
  "sync/(jobs/(push|rollback|replay)|ports)/.* ## PgSession|PgTransaction|sync/db/ ## "
  "sync/[^ ]* ## PgJournalStore ## sync/(journal/.*|engine/jobtasks[.]cpp)"
  "sync/[^ ]* ## PgLeaseStore ## sync/((lease|journal)/.*|engine/(jobtasks|deskwrites)[.]cpp|jobs/common/writerturn[.].*)")

set(broken "")
file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/sync/*.h" "${ROOT}/sync/*.cpp")
foreach(file IN LISTS files)
  # Comments may name anything; brackets and semicolons mean something to CMake's lists.
  file(READ "${ROOT}/${file}" text)
  string(REGEX REPLACE "[][;]" " " text "${text}")
  string(REGEX REPLACE "//[^\n]*" "" text "${text}")
  foreach(rule IN LISTS rules)
    string(REGEX MATCH "^(.*) ## (.*) ## (.*)$" _ "${rule}")
    set(scope "${CMAKE_MATCH_1}")
    set(forbidden "${CMAKE_MATCH_2}")
    set(adapters "${CMAKE_MATCH_3}")
    if(file MATCHES "^${scope}$" AND NOT (adapters AND file MATCHES "^${adapters}$") AND text MATCHES "${forbidden}")
      list(APPEND broken "${file}: ${CMAKE_MATCH_0}")
    endif()
  endforeach()
endforeach()
if(broken)
  list(JOIN broken "\n  " text)
  message(FATAL_ERROR "Reached past the ports of sync/ports, which app hands in:\n  ${text}")
endif()
