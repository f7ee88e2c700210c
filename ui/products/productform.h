#pragma once

#include <QHash>
#include <QList>
#include <QScrollArea>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace Models {
class EditSession;
}

namespace Ui {

class TextArea;

/// The fields of the product open in an edit session. A field is saved when its editor is left, and Esc brings back
/// what was there; while somebody types, nothing that arrives overwrites it.
class ProductForm final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductForm)

public:
    /// `session` must outlive the form.
    explicit ProductForm(Models::EditSession &session, QWidget *parent = nullptr);

    /// Puts the cursor into the first field.
    void startEditing();

private:
    /// One field: how to read, show and tell whether somebody is typing.
    struct Entry
    {
        QString field;
        QLabel *label = nullptr;
        QLineEdit *line = nullptr;
        TextArea *area = nullptr;
        QComboBox *box = nullptr;
        QString shown;
    };

    void addLine(QFormLayout &form, QStringView field);
    void addArea(QFormLayout &form, QStringView field, int lines, bool isSource);
    void addStatus(QFormLayout &form);
    Entry &addEntry(QFormLayout &form, QStringView field, QWidget *editor);
    void refresh();
    void showValue(Entry &entry);
    void commit(const QString &field);
    void revert(const QString &field);
    Entry *entryOf(const QString &field);
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    Models::EditSession &m_session;
    QFormLayout *m_form = nullptr;
    QList<Entry> m_entries;
};

} // namespace Ui
