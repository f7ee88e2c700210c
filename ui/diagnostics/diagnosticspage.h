#pragma once

#include "models/diagnostics/diagnosticsmodel.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/page.h"

class QStackedWidget;
class QTreeView;

namespace Ui {

class CheckDetail;
class SignLabel;

/// One click checks everything; each line opens to meaning, evidence and remedy.
class DiagnosticsPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiagnosticsPage)

public:
    /// Both must outlive the page.
    DiagnosticsPage(Sync::Engine &engine, Models::DiagnosticsModel &model, QWidget *parent = nullptr);

    static PageName name() { return {tr("Diagnostics"), QStringLiteral("diagnostics")}; }
    QWidget *widget() override { return this; }
    QList<QAction *> pageActions() const override { return {m_copyText, m_copyJson}; }
    /// Understands "group", a word of Sync::CheckGroup: selects the group and checks when nothing was checked.
    void showWith(const QVariantMap &filter) override;
    QWidget *firstFocus() override;

private:
    void build();
    void update();
    void showCurrent();
    void fitColumns();
    void openRemedy(const Sync::Remedy &remedy);
    void copy(const QString &text);
    void selectGroup();
    void openWorst();

    Sync::Engine &m_engine;
    Models::DiagnosticsModel &m_model;
    PageFrame *m_frame;
    SignLabel *m_overall;
    QPushButton *m_run;
    QTreeView *m_tree;
    QStackedWidget *m_stack;
    CheckDetail *m_detail;
    QAction *m_copyText;
    QAction *m_copyJson;
    QString m_wantedGroup;
};

} // namespace Ui
