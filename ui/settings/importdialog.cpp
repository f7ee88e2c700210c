#include "ui/settings/importdialog.h"

#include "models/settings/connectiontext.h"
#include "ui/style/labels.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

ImportDialog::ImportDialog(const Sync::EnvironmentFile &file, bool hasKeychain, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import a .env File"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("This Will Be Taken Over"), TextSize::Section));
    layout->addWidget(
        textLabel(tr("Nothing is kept before you have tested and saved it. The file itself stays as it is.")));
    auto *taken = new QTreeWidget;
    taken->setObjectName(u"importTaken"_s);
    taken->setAccessibleName(tr("What is taken over"));
    taken->setHeaderLabels({tr("Name"), tr("Value")});
    taken->setRootIsDecorated(false);
    const QList<QStringList> rows = Models::takenRows(file, hasKeychain);
    for (const QStringList &row : rows)
        taken->addTopLevelItem(new QTreeWidgetItem(row));
    taken->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    layout->addWidget(taken, 1);
    QLabel *left = mutedLabel(Models::leftSentences(file), TextSize::Small);
    left->setObjectName(u"importLeft"_s);
    left->setVisible(!left->text().isEmpty());
    layout->addWidget(left);
    QPushButton *cancel = button(tr("Cancel"), u"cancelImport"_s);
    QPushButton *take = button(tr("Take Over"), u"takeImport"_s, ButtonKind::Primary);
    take->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(take);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(take, &QPushButton::clicked, this, &QDialog::accept);
    resize(620, 420);
}

} // namespace Ui
