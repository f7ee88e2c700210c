#pragma once

#include "tests/simulation/history.h"

namespace Simulation {

class Dice;

// What each kind of command is given to say, within the setting's reach; see the rows of commands.cpp.
void fillNothing(Command &command, const Setting &setting, Dice &dice);
void fillProduct(Command &command, const Setting &setting, Dice &dice);
void fillEditProduct(Command &command, const Setting &setting, Dice &dice);
void fillEditVariant(Command &command, const Setting &setting, Dice &dice);
void fillGhostEdit(Command &command, const Setting &setting, Dice &dice);
void fillGhostEditVariant(Command &command, const Setting &setting, Dice &dice);
void fillNewVariant(Command &command, const Setting &setting, Dice &dice);
void fillCreate(Command &command, const Setting &setting, Dice &dice);
void fillApprove(Command &command, const Setting &setting, Dice &dice);
void fillChange(Command &command, const Setting &setting, Dice &dice);
void fillDesk(Command &command, const Setting &setting, Dice &dice);
void fillSend(Command &command, const Setting &setting, Dice &dice);
void fillSendOne(Command &command, const Setting &setting, Dice &dice);
void fillClockJump(Command &command, const Setting &setting, Dice &dice);
void fillRollBack(Command &command, const Setting &setting, Dice &dice);
void fillSafeLevel(Command &command, const Setting &setting, Dice &dice);
void fillBackup(Command &command, const Setting &setting, Dice &dice);
void fillReplay(Command &command, const Setting &setting, Dice &dice);
void fillPull(Command &command, const Setting &setting, Dice &dice);

} // namespace Simulation
