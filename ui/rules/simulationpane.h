#pragma once

#include "sync/api/reader.h"

#include <QWidget>

class QLabel;
class QTimer;
class QVBoxLayout;

namespace Ui {

/// What a rule, as it stands in the form, would make of the changes that wait: a headline, and each outcome with its
/// reason and some examples. Asks the reader shortly after the last change; a late answer to an older one is dropped.
class SimulationPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulationPane)

public:
    /// The reader outlives the pane.
    explicit SimulationPane(Sync::Reader &reader, QWidget *parent = nullptr);

    /// Tries this rule soon.
    void setDraft(const Sync::ApprovalRule &draft);
    /// There is no rule to try.
    void clear();
    /// Says why there is nothing to show.
    void setNothing(const QString &why);

private:
    void tryNow();
    void show(const Sync::RuleSimulation &simulation);
    void clearOutcomes();

    Sync::Reader &m_reader;
    Sync::ApprovalRule m_draft;
    QLabel *m_headline;
    QLabel *m_note;
    QVBoxLayout *m_outcomes;
    QList<QWidget *> m_made;
    QTimer *m_soon;
    int m_ticket = 0;
};

} // namespace Ui
