#pragma once

#include "sync/api/diagnosis.h"

#include <QWidget>

class QGridLayout;

namespace Ui {

/// What trying a shop or a database found, a line each: state as shape and word, and what was found in words.
class TestLines final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestLines)

public:
    explicit TestLines(const QString &objectName, QWidget *parent = nullptr);

    void setLines(const QList<Sync::CheckResult> &lines);
    /// All of it as text, a line each, for tests and screen readers.
    QString text() const;

private:
    QGridLayout *m_grid;
    QList<Sync::CheckResult> m_lines;
};

} // namespace Ui
