#pragma once

#include "models/progress/preflight.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/page.h"

#include <QHash>

#include <optional>

class QButtonGroup;
class QPushButton;
class QRadioButton;

namespace Ui {

class PreflightList;
class PullPartForm;
class ProgressPanel;

/// Starts runs and shows them: what to do, what must be clear first, how it goes.
class SyncPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SyncPage)

public:
    /// All must outlive the page.
    SyncPage(Sync::Engine &engine, Sync::Reader &reader, Models::RunMonitor &run, Models::WorkQueue &work,
        QWidget *parent = nullptr);

    static PageName name() { return {tr("Sync"), QStringLiteral("sync")}; }
    QWidget *widget() override { return this; }
    /// Understands "choice": "changed", "full", "part", "apply" or "push".
    void showWith(const QVariantMap &filter) override;
    void refresh() override;
    QWidget *firstFocus() override;

    Models::RunChoice choice() const;
    void setChoice(Models::RunChoice choice);
    /// Starts what is chosen, after asking where that is due; does nothing while a line forbids it.
    void start();

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);
    void schedulesRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildChoices();
    QWidget *buildPreflight();
    QLabel *addChoice(Models::RunChoice choice, const QString &name, const QString &meaning, QVBoxLayout *layout);
    void update();
    void offerToGoOn();
    void updateButtons(const std::optional<Models::PreflightLine> &blocking);
    void askToSend(const std::optional<Sync::Failure> &held);
    void prepareEdits();
    void pull(const Sync::PullRequest &request);
    void retry();
    void readPullState();
    void showPullState();
    QList<Models::PreflightLine> preflight() const;

    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    Models::RunMonitor &m_run;
    Models::WorkQueue &m_work;
    std::optional<Sync::RunRequest> m_lastRequest;
    PageFrame *m_frame;
    QBoxLayout *m_cards;
    QButtonGroup *m_choices;
    QLabel *m_changedMeaning = nullptr;
    QLabel *m_partMeaning = nullptr;
    PreflightList *m_preflight;
    PullPartForm *m_part;
    QLabel *m_blocked;
    QPushButton *m_start;
    QPushButton *m_prepare;
    QPushButton *m_reconnect;
    QPushButton *m_diagnose;
    ProgressPanel *m_progress;
    QString m_brokenLink; ///< The link that forbids to start, "database" or "shopify"; or nothing.
    bool m_preparing = false;
    std::optional<Sync::PullState> m_pulled; ///< How far the shop has been read, once known.
};

} // namespace Ui
