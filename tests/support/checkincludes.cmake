# Fails when an include runs against ui -> models -> sync/api, or a library sees a folder it must not.
# Run: cmake -DROOT=<checkout> -P checkincludes.cmake
#
# Each rule: a folder, and a regular expression of the includes it must not have.
set(rules
  "sync/api|sync/(async|ports|db|graphql|loader|journal|jobs|checks|reader|engine|secrets|settings)/|(models|ui|app|tests)/|QtWidgets|QWidget|QMessageBox"
  "sync|(models|ui|app|tests)/|QtWidgets|QWidget|QMainWindow|QDialog|QMessageBox|QApplication>"
  "models|(ui|app|tests)/|sync/(async|ports|db|graphql|loader|journal|jobs|checks|reader|engine|secrets|settings)/|QtWidgets|QWidget|QMainWindow|QDialog|QMessageBox|QApplication>"
  "ui|(app|tests)/|sync/(async|ports|db|graphql|loader|journal|jobs|checks|reader|engine|secrets|settings)/|QSql|libpq-fe"
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
