#pragma once

#include <QListWidget>

namespace Ui {

/// The fields a rule can be about, each to be ticked; patterns that the rule has besides come after them.
class FieldList final : public QListWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldList)

public:
    explicit FieldList(QWidget *parent = nullptr);

    /// Lists all fields anew, of which these are ticked.
    void fill(const QStringList &patterns);
    /// Ticks one and shows it; one that is not in the list is added.
    void tick(const QString &pattern);
    QStringList ticked() const;

private:
    QListWidgetItem *add(const QString &pattern, Qt::CheckState state);
    void layOut();
};

} // namespace Ui
