#pragma once

#include <QLineEdit>
#include <QTimer>

namespace Ui {

/// The text field of a filter: tells what was typed once it has rested for a moment. Down and Return lead on to the
/// rows, Esc empties it.
class SearchBox final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchBox)

public:
    explicit SearchBox(QWidget *parent = nullptr);

    /// What is looked for: the text without space around it.
    QString wanted() const { return text().trimmed(); }
    /// Shows a text without announcing it. Space around what is there already stays: somebody may be typing.
    void setWanted(const QString &text);
    /// Takes the focus with everything selected, for the keys that mean Find.
    void activate();

Q_SIGNALS:
    /// The text has changed and rested, or somebody is done with it.
    void searched();
    /// Down or Return: on to the rows.
    void rowsWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void announce();

    QTimer m_typing;
};

} // namespace Ui
