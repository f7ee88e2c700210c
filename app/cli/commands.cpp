#include "app/cli/command.h"

namespace App {

QList<Command> commands()
{
    return {statusCommand(), productsCommand(), pullCommand(), stagedCommand(), approveCommand(), rejectCommand(),
        applyCommand(), rulesCommand(), pushCommand(), resumeCommand(), batchesCommand(), historyCommand(),
        rollbackCommand(), replayCommand(), schedulesCommand(), safeLevelCommand(), maintenanceCommand(),
        doctorCommand(), migrateCommand(), configCommand()};
}

} // namespace App
