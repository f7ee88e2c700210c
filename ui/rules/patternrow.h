#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

/// Where a field is typed that the list of a rule does not have: a metafield, or a pattern for several fields. What no
/// field can match is refused in place.
class PatternRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PatternRow)

public:
    explicit PatternRow(QWidget *parent = nullptr);

    void clear();
    /// Where Tab stops last in it.
    QWidget *lastStop() const;

Q_SIGNALS:
    /// A pattern that some field can match.
    void addRequested(const QString &pattern);

private:
    void showWhatCanBeDone();
    void add();

    QLineEdit *m_pattern;
    QPushButton *m_add;
    QLabel *m_remark;
};

} // namespace Ui
