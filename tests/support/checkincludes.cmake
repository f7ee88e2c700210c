# Fails when an include runs against ui -> models -> sync/api, or a library sees a folder it must not.
# Run: cmake -DROOT=<checkout> -P checkincludes.cmake
#
# The folders of sync that only sync and app may see: all but its public face.
file(GLOB insides RELATIVE "${ROOT}/sync" "${ROOT}/sync/*")
list(REMOVE_ITEM insides api CMakeLists.txt)
list(JOIN insides "|" insides)
set(widgets "QtWidgets|QWidget|QMainWindow|QDialog|QMessageBox|QApplication>")
# Each rule: a folder, and a regular expression of the includes it must not have.
set(rules
  "sync/api|sync/(${insides})/|(models|ui|app|tests)/|${widgets}"
  "sync|(models|ui|app|tests)/|${widgets}"
  "models|(ui|app|tests)/|sync/(${insides})/|${widgets}"
  "ui|(app|tests)/|sync/(${insides})/|QSql|libpq-fe"
  "app/demoshop|(ui|models|sync|tests)/")
set(broken "")
foreach(rule IN LISTS rules)
  string(REGEX MATCH "^([a-z/]+)\\|(.*)$" _ "${rule}")
  set(folder "${CMAKE_MATCH_1}")
  set(forbidden "${CMAKE_MATCH_2}")
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.h" "${ROOT}/${folder}/*.cpp")
  foreach(file IN LISTS files)
    file(STRINGS "${ROOT}/${file}" includes REGEX "^[ \t]*#[ \t]*include")
    foreach(include IN LISTS includes)
      if(include MATCHES "[<\"](${forbidden})")
        list(APPEND broken "${file}: ${include}")
      endif()
    endforeach()
  endforeach()
endforeach()
if(broken)
  list(JOIN broken "\n  " text)
  message(FATAL_ERROR "Includes that run against the one-way rule (ui -> models -> sync/api; app wires):\n  ${text}")
endif()
