#pragma once

#include "tests/simulation/history.h"

#include <QString>

namespace Simulation {

class Dice;
class People;
class World;

QString nameOf(CommandKind kind);
CommandKind commandFromName(const QString &name);

/// How often the kind is drawn among the others.
int weightOf(CommandKind kind);
/// Gives a command of its kind something to say, within the setting's reach.
void fill(Command &command, const Setting &setting, Dice &dice);
void perform(const Command &command, World &world, People &people);
/// One sentence for a story.
QString sentence(const Command &command);

} // namespace Simulation
