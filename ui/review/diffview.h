#pragma once

#include "models/format/worddiff.h"

#include <QTextEdit>

namespace Ui {

/// Plain text with its differences marked: removed words struck through, added ones underlined, both tinted. Nothing in
/// it is ever run or fetched.
class DiffView final : public QTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffView)

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setParts(const QList<Models::DiffPart> &parts);
    /// Source is shown in a font of fixed width.
    void setSource(bool isSource);

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();

    QList<Models::DiffPart> m_parts;
};

} // namespace Ui
