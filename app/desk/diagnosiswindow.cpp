#include "app/desk/diagnosiswindow.h"

#include "models/diagnostics/diagnosticsmodel.h"
#include "ui/diagnostics/diagnosticspage.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace App {

/// In the order of making; the window goes before the model it shows.
struct DiagnosisWindow::Parts
{
    explicit Parts(Sync::Engine &engine)
        : checks(engine)
    { }

    Models::DiagnosticsModel checks;
    QMainWindow window;
};

DiagnosisWindow::DiagnosisWindow(Sync::Engine &engine)
    : m_parts(std::make_unique<Parts>(engine))
{
    QMainWindow &window = m_parts->window;
    auto *page = new Ui::DiagnosticsPage(engine, m_parts->checks);
    window.setObjectName(u"diagnosisWindow"_s);
    window.setWindowTitle(
        QCoreApplication::translate("App::DiagnosisWindow", "%1 – Syncdesk").arg(Ui::DiagnosticsPage::name().title));
    window.setCentralWidget(page);
    auto *tools = window.addToolBar(Ui::DiagnosticsPage::name().title);
    tools->setObjectName(u"diagnosisTools"_s);
    tools->setMovable(false);
    tools->addActions(page->pageActions());
    window.resize(960, 640);
    m_parts->checks.runAll();
}

DiagnosisWindow::~DiagnosisWindow() = default;

QMainWindow &DiagnosisWindow::window()
{
    return m_parts->window;
}

} // namespace App
