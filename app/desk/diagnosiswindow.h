#pragma once

#include "sync/api/engine.h"

#include <memory>

class QMainWindow;

namespace App {

/// Diagnostics alone, for a start that failed: a window over an engine that reaches what it can. The checks run as
/// soon as it is made. GUI thread.
class DiagnosisWindow final
{
    Q_DISABLE_COPY_MOVE(DiagnosisWindow)

public:
    /// The engine must outlive the window.
    explicit DiagnosisWindow(Sync::Engine &engine);
    ~DiagnosisWindow();

    QMainWindow &window();

private:
    struct Parts;

    std::unique_ptr<Parts> m_parts;
};

} // namespace App
