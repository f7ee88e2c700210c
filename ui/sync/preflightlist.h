#pragma once

#include "models/progress/preflight.h"

#include <QVBoxLayout>
#include <QWidget>

namespace Ui {

/// The lines that must be clear before a run starts, each with sign, name and sentence.
class PreflightList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreflightList)

public:
    explicit PreflightList(QWidget *parent = nullptr);

    void setLines(const QList<Models::PreflightLine> &lines);

private:
    QVBoxLayout *m_layout;
    QList<Models::PreflightLine> m_lines;
};

} // namespace Ui
